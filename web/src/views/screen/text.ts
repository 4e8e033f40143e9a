// Cuts a text of rows into batches that the server reads, each as a file by itself, and joins what it answers. How rows are read, and what
// heads mean, is the server's: here a text is only cut where a row ends.

/** How a text is cut: the row of heads, without which the first row is one of data, and what stands between cells. */
export interface Heads {
  line: string; // the row of heads, after the line that says the delimiter if there is one
  names?: string[]; // what the heads are; undefined: the file has none
  delimiter: string;
}

/** Piece is a row as it stands in the text, and the line on which it begins, from 1. */
export interface Piece {
  text: string;
  line: number;
}

/** linesAsTable is a text of a name a line as a table of one column. */
export function linesAsTable(text: string): string {
  return ["name", ...text.split(/\r\n|\r|\n/).map((line) => (line.trim() ? quoted(line) : ""))].join("\n");
}

/** quoted is a cell in quotes. */
export function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** decoded reads a file in UTF-8 or, with a mark, UTF-16; undefined is one in another encoding. */
export function decoded(bytes: ArrayBuffer): string | undefined {
  const [a, b] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** pieces cuts a text at the ends of lines that stand in no quotes, and leaves out what is empty. */
export function pieces(text: string): Piece[] {
  const all: Piece[] = [];
  let [start, line, from, isQuoted] = [0, 1, 1, false];
  const end = (at: number) => {
    const row = text.slice(start, at);
    if (row.trim()) all.push({ text: row, line: from });
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) isQuoted = !isQuoted;
    if (c !== 10 && c !== 13) continue;
    const wide = c === 13 && text.charCodeAt(i + 1) === 10;
    if (!isQuoted) end(i);
    if (wide) i++;
    line++;
    if (!isQuoted) [start, from] = [i + 1, line];
  }
  end(text.length);
  return all;
}

/** says is a first line that says the delimiter, as spreadsheets write it. */
const says = /^"?sep=.$/i;

/** beginning takes the line that says the delimiter, if there is one, from the rows of a text. */
export function beginning(rows: Piece[]): { said: string; rest: Piece[] } {
  const first = rows[0]?.text.replace(/"$/, "") ?? "";
  return says.test(first) ? { said: rows[0]!.text + "\n", rest: rows.slice(1) } : { said: "", rest: rows };
}

/** fileOf is a batch as a file of its own, in which each row stands on the line on which it stands in the whole, so that faults name that. */
export function fileOf(said: string, head: string, rows: Piece[], more?: (row: Piece) => string): string {
  let text = said + head;
  let line = 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0);
  for (const row of rows) {
    const ends = Math.max(1, row.line - line);
    const body = row.text + (more?.(row) ?? "");
    text += "\n".repeat(text === "" ? ends - 1 : ends) + body;
    line += ends + (body.match(/\r\n|\r|\n/g)?.length ?? 0);
  }
  return text;
}

/** joined are tables as the server writes them under the heads of the first; numbers are those of their rows, which stand in their first column. */
export function joined(tables: { text: string; from: number }[]): string {
  return tables
    .map(({ text, from }, i) => {
      const rows = pieces(text).map((row) => row.text);
      const numbered = rows.slice(1).map((row) => row.replace(/^\d+/, (n) => String(Number(n) + from)));
      return [...(i === 0 ? rows.slice(0, 1) : []), ...numbered].map((row) => row + "\n").join("");
    })
    .join("");
}
