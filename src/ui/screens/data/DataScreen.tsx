import { Screen } from '../../kit/Screen.tsx';

export default function DataScreen() {
  return <Screen title="Data">{null}</Screen>;
}
