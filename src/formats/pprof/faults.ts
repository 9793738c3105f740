/** What a strict reader would refuse; counted and told. */
export interface Faults {
  badStrings: number;
  missingFunctions: number;
  missingLocations: number;
  missingMappings: number;
  wrongValueCounts: number;
}

export function noFaults(): Faults {
  return {
    badStrings: 0,
    missingFunctions: 0,
    missingLocations: 0,
    missingMappings: 0,
    wrongValueCounts: 0,
  };
}
