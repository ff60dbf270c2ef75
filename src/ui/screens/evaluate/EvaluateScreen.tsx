import { Screen } from '../../kit/Screen.tsx';

export default function EvaluateScreen() {
  return <Screen title="Evaluate">{null}</Screen>;
}
