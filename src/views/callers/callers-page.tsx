export function CallersPage() {
  return <h1>Callers</h1>;
}
