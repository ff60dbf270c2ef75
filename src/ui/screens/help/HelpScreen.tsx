import { Screen } from '../../kit/Screen.tsx';

export default function HelpScreen() {
  return <Screen title="Help">{null}</Screen>;
}
