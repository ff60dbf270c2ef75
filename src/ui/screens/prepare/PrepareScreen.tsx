import { Screen } from '../../kit/Screen.tsx';

export default function PrepareScreen() {
  return <Screen title="Prepare">{null}</Screen>;
}
