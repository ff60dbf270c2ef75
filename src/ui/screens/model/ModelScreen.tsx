import { Screen } from '../../kit/Screen.tsx';

export default function ModelScreen() {
  return <Screen title="Model">{null}</Screen>;
}
