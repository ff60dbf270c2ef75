import { Screen } from '../../kit/Screen.tsx';

export default function ExplainScreen() {
  return <Screen title="Explain">{null}</Screen>;
}
