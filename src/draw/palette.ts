import { type Color, mix } from './surface.ts';

/** Kinds of goroutine state that have a colour of their own, the same on every picture. */
export type StateColor = 'running' | 'runnable' | 'syscall' | 'chan' | 'lock' | 'io' | 'sleep' | 'gc';

/** The colours painters use: the tokens of views/theme.css as numbers, and scales made of them. */
export interface Theme {
  readonly isDark: boolean;
  readonly paper: Color;
  readonly panel: Color;
  readonly sunk: Color;
  readonly line: Color;
  readonly line2: Color;
  readonly ink: Color;
  readonly ink2: Color;
  readonly ink3: Color;
  readonly accent: Color;
  readonly grow: Color;
  readonly shrink: Color;
  readonly states: Readonly<Record<StateColor, Color>>;
  /** For packages of the user: cool and quiet, since warm means growth. */
  readonly packages: readonly Color[];
  readonly std: Color;
  readonly runtime: Color;
  readonly vendor: Color;
  readonly label: Color;
  /** Runs of boxes too narrow to draw. */
  readonly run: Color;
}

export const lightTheme: Theme = {
  isDark: false,
  paper: 0xfbfaf7,
  panel: 0xffffff,
  sunk: 0xf3f1ec,
  line: 0xe2dfd7,
  line2: 0xcfcbc0,
  ink: 0x1d1c1a,
  ink2: 0x5d5a53,
  ink3: 0x8d897f,
  accent: 0x0b62a8,
  grow: 0xc2410c,
  shrink: 0x0b7a75,
  states: {
    running: 0x0f9d72,
    runnable: 0xe3b505,
    syscall: 0x5aaee0,
    chan: 0x4263b8,
    lock: 0x9a55a6,
    io: 0x93a5b3,
    sleep: 0xc9ccd0,
    gc: 0xe58a1f,
  },
  packages: [
    0xb7d0ea, 0xb5dacf, 0xcbc6ee, 0xc4dcb4, 0xa6cde0, 0xd7c3e6, 0xa9d7bd, 0xc0cdf2, 0xaed6dc, 0xd2d8b6,
    0xbcc3de, 0xb2dfd8,
  ],
  std: 0xd3dae2,
  runtime: 0xe4e1da,
  vendor: 0xdad5e4,
  label: 0xf2e9c4,
  run: 0xcfcbc0,
};

export const darkTheme: Theme = {
  isDark: true,
  paper: 0x111315,
  panel: 0x181b1e,
  sunk: 0x14171a,
  line: 0x2a2e33,
  line2: 0x3a4047,
  ink: 0xe9e7e2,
  ink2: 0xaaa69c,
  ink3: 0x77746c,
  accent: 0x6db3f2,
  grow: 0xff8a4c,
  shrink: 0x3fc0b8,
  states: {
    running: 0x28b98a,
    runnable: 0xe8c545,
    syscall: 0x6cbcec,
    chan: 0x7592e8,
    lock: 0xc084cc,
    io: 0x71828f,
    sleep: 0x4b5157,
    gc: 0xef9f45,
  },
  packages: [
    0x2b4a68, 0x23534b, 0x454078, 0x3a562d, 0x22516c, 0x533b67, 0x26553d, 0x34467e, 0x22535b, 0x484e29,
    0x3b4166, 0x205850,
  ],
  std: 0x343c45,
  runtime: 0x2a2e33,
  vendor: 0x3c3848,
  label: 0x4d4524,
  run: 0x3a4047,
};

/** The colour of a package: the same name has the same colour on every picture. */
export function packageColor(theme: Theme, name: string): Color {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  return theme.packages[(hash >>> 0) % theme.packages.length];
}

/** From teal (shrank) over neutral to rust (grew); `change` is Δ over the larger side, -1 to 1. */
export function changeColor(theme: Theme, change: number): Color {
  if (change === 0) return theme.line;
  const strength = 0.12 + 0.6 * Math.min(1, Math.abs(change));
  return mix(theme.line, change > 0 ? theme.grow : theme.shrink, strength);
}

/** A state's colour as a quiet ground that text can stand on. */
export function stateGround(theme: Theme, state: StateColor): Color {
  return mix(theme.paper, theme.states[state], theme.isDark ? 0.5 : 0.42);
}

/** The colour of a wait reason in the runtime's words; '' and unknown words count as waiting on nothing known. */
export function stateOfWait(wait: string): StateColor {
  const word = wait.toLowerCase();
  if (/^(running|runnable|syscall)/.test(word)) return word.split(/[ ,(]/)[0] as StateColor;
  if (/chan|select/.test(word)) return 'chan';
  if (/io wait|network|netpoll/.test(word)) return 'io';
  if (/sync\.|sema|lock|mutex|cond|waitgroup/.test(word)) return 'lock';
  if (/\bgc\b|sweep|scaveng|finalizer|mark|debug call|stop the world/.test(word)) return 'gc';
  if (/syscall/.test(word)) return 'syscall';
  return 'sleep';
}

const inks = new Map<Color, Color>();

/** Near-black or near-white, whichever reads better on `ground`. */
export function inkOn(ground: Color): Color {
  const known = inks.get(ground);
  if (known !== undefined) return known;
  const light = luminance(ground);
  const dark = luminance(lightTheme.ink);
  const pale = luminance(darkTheme.ink);
  const isDarkBetter = (light + 0.05) / (dark + 0.05) >= (pale + 0.05) / (light + 0.05);
  const ink = isDarkBetter ? lightTheme.ink : darkTheme.ink;
  inks.set(ground, ink);
  return ink;
}

function luminance(color: Color): number {
  const channel = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(color >> 16) + 0.7152 * channel((color >> 8) & 255) + 0.0722 * channel(color & 255);
}
