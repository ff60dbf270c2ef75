import { Screen } from '../../kit/Screen.tsx';

export default function ExploreScreen() {
  return <Screen title="Explore">{null}</Screen>;
}
