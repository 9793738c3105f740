export const dictionary1 = 'runtime.gopark runtime/proc.go';
