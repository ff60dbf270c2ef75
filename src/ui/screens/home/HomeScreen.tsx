import { Screen } from '../../kit/Screen.tsx';

export default function HomeScreen() {
  return <Screen title="Home">{null}</Screen>;
}
