export function TopPage() {
  return <h1>Top</h1>;
}
