import { Screen } from '../../kit/Screen.tsx';

export default function DeployScreen() {
  return <Screen title="Deploy">{null}</Screen>;
}
