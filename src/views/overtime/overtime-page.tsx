export function OvertimePage() {
  return <h1>Over time</h1>;
}
