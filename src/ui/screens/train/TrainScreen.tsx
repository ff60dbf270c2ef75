import { Screen } from '../../kit/Screen.tsx';

export default function TrainScreen() {
  return <Screen title="Train">{null}</Screen>;
}
