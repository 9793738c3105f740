export function LabelsPage() {
  return <h1>Labels</h1>;
}
