/** Ruled lines of a page: they say where table cells begin and end, better than gaps between words can. */

/** A straight line along an axis, in points. */
export interface Rule {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PageRules {
  readonly vertical: readonly Rule[];
  readonly horizontal: readonly Rule[];
}

export const noRules: PageRules = { vertical: [], horizontal: [] };

/** A row of a ruled table. Cell `i` lies between `edges[i]` and `edges[i + 1]`. */
export interface TableRow {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly edges: readonly number[];
}

/** Lines nearer than this (points) are one line drawn twice or cell by cell. */
const near = 2.5;
/** A table row is at least as high as its type and at most a third of a page. */
const rowHeights = { least: 7, most: 260 };

interface Level {
  y: number;
  left: number;
  right: number;
}

function levelsOf(horizontal: readonly Rule[]): Level[] {
  const levels: Level[] = [];
  for (const rule of [...horizontal].sort((a, b) => a.top - b.top)) {
    const y = (rule.top + rule.bottom) / 2;
    const same = levels.find(
      (level) => Math.abs(level.y - y) < near && rule.left < level.right + 6 && rule.right > level.left - 6,
    );
    if (same === undefined) levels.push({ y, left: rule.left, right: rule.right });
    else {
      same.left = Math.min(same.left, rule.left);
      same.right = Math.max(same.right, rule.right);
    }
  }
  return levels;
}

/** Places of vertical rules that run along nearly the whole height of a band. */
function edgesIn(
  vertical: readonly Rule[],
  top: number,
  bottom: number,
  left: number,
  right: number,
): number[] {
  const runs: { x: number; covered: number }[] = [];
  for (const rule of vertical) {
    const x = (rule.left + rule.right) / 2;
    const covered = Math.min(rule.bottom, bottom) - Math.max(rule.top, top);
    if (covered <= 0 || x < left - near || x > right + near) continue;
    const same = runs.find((run) => Math.abs(run.x - x) < near);
    if (same === undefined) runs.push({ x, covered });
    else same.covered += covered;
  }
  return runs
    .filter((run) => run.covered > (bottom - top) * 0.75)
    .map((run) => run.x)
    .sort((a, b) => a - b);
}

/** Rows of tables that are ruled on all sides and between at least two columns, from top to bottom. */
export function findTableRows({ vertical, horizontal }: PageRules): TableRow[] {
  const rows: TableRow[] = [];
  const levels = levelsOf(horizontal);
  levels.forEach((upper, i) => {
    const lower = levels
      .slice(i + 1)
      .find(
        (level) =>
          level.y - upper.y > rowHeights.least &&
          level.left < upper.right - near &&
          level.right > upper.left + near,
      );
    if (lower === undefined || lower.y - upper.y > rowHeights.most) return;
    const left = Math.min(upper.left, lower.left);
    const right = Math.max(upper.right, lower.right);
    const edges = edgesIn(vertical, upper.y, lower.y, left, right);
    const inner = edges.filter((x) => x > left + 4 && x < right - 4);
    if (inner.length === 0) return;
    rows.push({ left, top: upper.y, right, bottom: lower.y, edges: [left - near, ...inner, right + near] });
  });
  return rows;
}
