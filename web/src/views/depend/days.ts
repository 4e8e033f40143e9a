// Days as numbers, and how they are laid out on a line.

const length = 86_400_000;

/** numberOf counts days to a day, or to the first one of a month or year. */
export function numberOf(iso: string): number {
  const [y, m, d] = iso.split("-").map(Number);
  return Math.round(Date.UTC(y ?? 1970, (m ?? 1) - 1, d ?? 1) / length);
}

/** dayOf is the day of a number, as an address has it. */
export function dayOf(number: number): string {
  return new Date(number * length).toISOString().slice(0, 10);
}

/** today is the day in the reader's clock, in UTC as the server has it. */
export function today(): number {
  return Math.floor(Date.now() / length);
}

/** Scale lays days out from 0 to 1. Times in which much happens have more room: a place is half by date, half by how much happened until then. */
export interface Scale {
  first: number;
  last: number;
  place(day: number): number;
  day(place: number): number;
  years: { year: number; at: number; minor: boolean }[]; // with room for their names; the minor ones where the line is long
}

/** crowded is the part by which a day is placed by what happened until then. */
const crowded = 0.65;

/** apart is how far names of years must stand from each other on a long line, and on a short one. */
const apart = { long: 0.05, short: 0.18 };

/** scaleOf lays out the days on which something happens. */
export function scaleOf(days: number[]): Scale {
  const at = [...new Set(days)].sort((a, b) => a - b);
  const first = at[0]!;
  const last = Math.max(at.at(-1)!, first + 365);
  const place = (day: number) => {
    const linear = (day - first) / (last - first);
    if (at.length < 3) return linear;
    const next = at.findIndex((d) => d > day);
    const rank = next < 0 ? at.length - 1 : next === 0 ? 0 : next - 1 + (day - at[next - 1]!) / (at[next]! - at[next - 1]!);
    return Math.min(1, Math.max(0, (1 - crowded) * linear + (crowded * rank) / (at.length - 1)));
  };
  const day = (to: number) => {
    let [low, high] = [first, last];
    while (low < high) {
      const mid = Math.floor((low + high) / 2);
      if (place(mid) < to) low = mid + 1;
      else high = mid;
    }
    return low;
  };
  const years: Scale["years"] = [];
  let major = Infinity;
  for (let year = Number(dayOf(last).slice(0, 4)); year > Number(dayOf(first).slice(0, 4)); year--) {
    const x = place(numberOf(`${year}`));
    if (years.length && years.at(-1)!.at - x < apart.long) continue;
    const minor = major - x < apart.short;
    years.push({ year, at: x, minor });
    if (!minor) major = x;
  }
  return { first, last, place, day, years };
}
