export function GoroutinesPage() {
  return <h1>Goroutines</h1>;
}
