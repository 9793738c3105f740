export function FlamePage() {
  return <h1>Flame graph</h1>;
}
