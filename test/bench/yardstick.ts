// The yardstick of an ensemble: C from the very graph that the kernel is made from, with the same layout, chunks, random numbers,
// conditions and sketches, for a compiler that may use all that the processor has. For the bench only.
import { chunksOf, layoutOf } from '../../src/engine/kernel/layout.ts'
import { reduced, type Work } from '../../src/engine/kernel/reduce.ts'
import { stagesOf } from '../../src/engine/kernel/stages.ts'
import { stream } from '../../src/numerics/random.ts'
import { runCase } from '../../src/pipeline/case.ts'
import { openSession } from '../../src/pipeline/session.ts'
import { batchFrom, batchParts } from '../../src/study/batch.ts'
import { blocksOf, type EnsembleJob, scratchRows } from '../../src/study/blocks.ts'
import { slotsOf } from '../../src/study/draws.ts'
import { ensembleOf } from '../../src/study/ensemble.ts'

const width = 16

/** The program in C, and the same work by the kernel: microseconds of processor time a draw (others may be at work), and the mean of the first figure in the last year. */
export async function yardstick(
  path: string,
  draws: number,
): Promise<{
  readonly c: string | undefined
  readonly why?: string
  /** Uncertain numbers that are drawn, of how many. */
  readonly drawn: readonly [number, number]
  kernel(): { us: number; mean: number }
}> {
  const session = await openSession(path)
  const ran = await runCase(path, session, {})
  if (!ran) throw new Error(`${path} does not run`)
  const { plan, values } = ran.analysed
  const { job: whole } = ensembleOf(ran.analysed, { draws, design: 'random', seed: 1 })
  // What is drawn alike on both sides: triangles and uniform numbers, each by itself. The others stand as they are.
  const dimensions = whole.dimensions.filter(({ places }) =>
    places.every(
      (place) => !('distribution' in place) || ['triangular', 'uniform'].includes(place.distribution.kind),
    ),
  )
  const free = slotsOf(dimensions)
  if (!('kernel' in whole.batch)) throw new Error('no kernel here')
  const wanted = [...whole.batch.kernel.outputs.keys()]
  const { ties: _, ...alone } = whole
  const job: EnsembleJob = {
    ...alone,
    dimensions,
    batch: batchParts({
      plan,
      values,
      free,
      wanted,
      scratch: scratchRows(dimensions.length, whole.shape.years),
    }),
  }
  let c: string | undefined
  let why: string | undefined
  try {
    c = programOf({ plan, values, free, wanted }, job, draws)
  } catch (error) {
    why = (error as Error).message
  }
  return {
    c,
    drawn: [dimensions.length, whole.dimensions.length],
    ...(why === undefined ? {} : { why }),
    kernel() {
      const { block } = blocksOf(job)
      block(0)
      const start = process.cpuUsage()
      let [sum, count] = [0, 0]
      const blocks = Math.ceil(draws / 1024)
      for (let index = 0; index < blocks; index++) {
        const tally = block(index)
        const last = tally.moments[job.shape.years - 1]!
        sum += last.mean * last.count
        count += last.count
      }
      const { user, system } = process.cpuUsage(start)
      return { us: (user + system) / draws, mean: sum / count }
    },
  }
}

/** Milliseconds of processor time from the plan to the first batch of the module, in a process that has run nothing else, and once more. */
export async function cold(path: string): Promise<{ readonly first: number; readonly again: number }> {
  const ran = await runCase(path, await openSession(path), {})
  if (!ran) throw new Error(`${path} does not run`)
  const { plan, values } = ran.analysed
  const begin = process.cpuUsage()
  const { job } = ensembleOf(ran.analysed, { draws: 1024, design: 'random', seed: 1 })
  batchFrom(job.batch).run()
  const first = spent(begin)
  if (!('kernel' in job.batch)) throw new Error('no kernel here')
  const [free, wanted] = [slotsOf(job.dimensions), [...job.batch.kernel.outputs.keys()]]
  const more = process.cpuUsage()
  batchFrom(batchParts({ plan, values, free, wanted })).run()
  return { first, again: spent(more) }
}

/** Milliseconds of processor time since then. */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function programOf(whole: Work, job: EnsembleJob, draws: number): string {
  const { plan, values: fixed, free, wanted } = reduced(whole)
  const staged = stagesOf(plan, fixed, free, wanted)
  /** Node of the reduced plan that a wanted node of the whole has become. */
  const now = new Map(whole.wanted.map((node, i) => [node, wanted[i]!]))
  if (staged.stages.some(({ loops }) => loops.length > 0)) throw new Error('loops are not written in C')
  const chunks = chunksOf(plan, staged, 48)
  const layout = layoutOf(plan, staged, chunks, free, wanted, width)
  const { years, at, series, tables, blends, constants } = layout
  const { moves, certain, program } = staged
  const isYear = (node: number) => plan.nodes[node]!.axis === 'year'
  const number = (x: number) =>
    Number.isFinite(x) ? x.toExponential(17) : x > 0 ? 'INFINITY' : x < 0 ? '-INFINITY' : 'NAN'
  const row = (node: number, year: string) =>
    `D(${at[node]})[${series[node] === 1 ? `(${year})*${width}+l` : 'l'}]`
  const chunk = (nodes: readonly number[]): string => {
    const local = new Set<number>()
    const read = (node: number, year = 't'): string => {
      if (local.has(node) && year === 't') return `n${node}`
      if (moves[node] === 0)
        return isYear(node) ? `D(${tables.get(node)})[${year}]` : number(certain[program.rows[node]!]!)
      return row(node, year)
    }
    const over = (
      x: number,
      from: number,
      to: number,
      join: (sum: string, next: string) => string,
    ): string => {
      let text = read(x, String(from))
      for (let t = from + 1; t <= to; t++) text = join(text, read(x, String(t)))
      return text
    }
    const compute = (node: number): string => {
      const { op, in: inputs, k } = plan.nodes[node]!
      const [a, b, d] = inputs as [number, number, number]
      switch (op) {
        case 'sum':
          return inputs.map((input) => read(input)).join(' + ')
        case 'mul':
          return `${read(a)} * ${read(b)}`
        case 'div':
          return `${read(a)} / ${read(b)}`
        case 'min':
          return `lo(${read(a)}, ${read(b)})`
        case 'max':
          return `hi(${read(a)}, ${read(b)})`
        case 'less':
          return `${read(a)} < ${read(b)} ? 1.0 : 0.0`
        case 'select':
          return `${read(a)} != 0.0 ? ${read(b)} : ${read(d)}`
        case 'floor':
        case 'exp':
        case 'log':
          return `${op}(${read(a)})`
        case 'pow':
          return `pow(${read(a)}, ${read(b)})`
        case 'blend': {
          const { left, right, leftWeight, rightWeight } = blends.get(node)!
          return `D(I(${left})[t])[l] * D(${leftWeight})[t] + D(I(${right})[t])[l] * D(${rightWeight})[t]`
        }
        case 'lag': {
          const first = constants.get(b) ?? at[b]!
          return `t < ${k![0]} ? D(${first})[l] : ${isYear(a) ? read(a, `t-${k![0]}`) : read(a)}`
        }
        case 'running':
          return `t == 0 ? ${read(a)} : ${row(node, 't-1')} + ${read(a)}`
        case 'lowest':
          return `t == 0 ? ${read(a)} : lo(${row(node, 't-1')}, ${read(a)})`
        case 'at':
          return read(a, String(k![0]))
        case 'total':
          return over(a, k![0]!, k![1]!, (sum, next) => `${sum} + ${next}`)
        case 'least':
          return over(a, k![0]!, k![1]!, (sum, next) => `lo(${sum}, ${next})`)
        case 'greatest':
          return over(a, k![0]!, k![1]!, (sum, next) => `hi(${sum}, ${next})`)
        case 'argmax': {
          let text = `0; double best = ${read(a, '0')};`
          for (let t = 1; t < years; t++)
            text += ` if (${read(a, String(t))} > best) { best = ${read(a, String(t))}; n${node} = ${t}; }`
          return text
        }
        default:
          throw new Error(`${op} is not written in C`)
      }
    }
    const lines = nodes.map((node) => {
      const text = `double n${node} = ${compute(node)};${at[node]! >= 0 ? ` ${row(node, 't')} = n${node};` : ''}`
      local.add(node)
      return text
    })
    return `#pragma GCC ivdep\nfor (long l = 0; l < ${width}; l++) {\n${lines.join('\n')}\n}`
  }
  const functions = chunks.map(({ nodes }, i) => `static void chunk${i}(long t) {\n${chunk(nodes)}\n}`)
  const calls = staged.stages.map((_, stage) => {
    const own = chunks.flatMap((one, i) => (one.stage === stage ? [{ one, i }] : []))
    const once = own.filter(({ one }) => !one.yearly).map(({ i }) => `chunk${i}(0);`)
    const yearly = own.filter(({ one }) => one.yearly).map(({ i }) => `chunk${i}(t);`)
    return `${once.join('')} for (long t = 0; t < ${years}; t++) { ${yearly.join('')} }`
  })
  const slotRow = new Map(whole.free.map((slot, i) => [slot, layout.slots + i * width * 8]))
  const fills = job.dimensions.map(({ id, places }) => {
    const { key0, key1 } = stream(job.seed, id)
    const lines = places.map((place) => {
      if (!('distribution' in place)) return ''
      const d = place.distribution
      const to = `D(${slotRow.get(place.slot)})[l]`
      const plus = place.plus ? `${number(place.plus)} + ` : ''
      if (d.kind === 'uniform') return `${to} = ${plus}${number(d.low)} + u * ${number(d.high - d.low)};`
      if (d.kind !== 'triangular') throw new Error(`the distribution ${d.kind} is not written in C`)
      const w = d.high - d.low
      if (w === 0) return `${to} = ${plus}${number(d.low)};`
      return `${to} = ${plus}(u < ${number((d.mode - d.low) / w)} ? ${number(d.low)} + sqrt(u * ${number(w * (d.mode - d.low))}) : ${number(d.high)} - sqrt((1 - u) * ${number(w * (d.high - d.mode))}));`
    })
    const after = places.map((place) => {
      if (!('after' in place)) return ''
      const [value, before] = [whole.values[place.slot]!, whole.values[place.after]!]
      const now = `D(${slotRow.get(place.after)})[l]`
      return `D(${slotRow.get(place.slot)})[l] = ${before === 0 ? number(value) : `lo(${number(place.most)}, ${number(value)} * (${now} / ${number(before)}))`};`
    })
    return `for (long l = 0; l < ${width}; l++) { double u = uniform(first + l, ${key0}u, ${key1}u); ${lines.join(' ')} ${after.join(' ')} }`
  })
  const value = (node: number, year: string) =>
    moves[node] === 0
      ? isYear(node)
        ? `D(${tables.get(node) ?? -1})[${year}]`
        : number(certain[program.rows[node]!]!)
      : row(node, year)
  const fans = job.fans.map((node) => now.get(node)!)
  if (!fans.every((node) => moves[node] === 1)) throw new Error('a figure does not move')
  const conditions = job.checks
    .map(({ node, scale, test }) => ({
      test,
      node: now.get(node)!,
      scale: scale === undefined ? undefined : now.get(scale)!,
    }))
    .filter(
      ({ node, scale }) => moves[node] === 1 && (scale === undefined || moves[scale] === 1 || !isYear(scale)),
    )
    .map(({ node, scale, test }) => {
      const x = value(node, 't')
      const size = scale === undefined ? '1.0' : `hi(1e-6, fabs(${value(scale, 't')}))`
      const right =
        test === 'one'
          ? `fabs(${x} - 1) <= 1e-6`
          : test === 'at-most-one'
            ? `${x} <= ${size} * (1 + 1e-9)`
            : `${x} >= -1e-9 * ${size}`
      return `for (long t = 0; t < ${isYear(node) ? years : 1}; t++) for (long l = 0; l < ${width}; l++) bad[l] |= !(${right});`
    })
  const tallies = fans.map(
    (node, f) =>
      `for (long t = 0; t < ${years}; t++) for (long l = 0; l < ${width}; l++) if (!bad[l]) add(${f} * ${years} + t, ${row(node, 't')});`,
  )
  const passes = job.targets
    .map(({ margin, judged }) => ({ margin: now.get(margin)!, judged }))
    .filter(({ margin }) => moves[margin] === 1)
    .map(
      ({ margin, judged: [from, to] }, i) =>
        `for (long t = ${from - job.base}; t <= ${to - job.base}; t++) for (long l = 0; l < ${width}; l++) if (!bad[l] && ${value(margin, 't')} >= 0) passed[${i} * ${years} + t]++;`,
    )
  const initial = layout.initial.map(
    ({ at: place, numbers }) =>
      `{ static const ${numbers instanceof Float64Array ? 'double' : 'int'} a[] = {${[...numbers].map((x) => (numbers instanceof Float64Array ? number(x) : x)).join(',')}}; memcpy(M + ${place}, a, sizeof a); }`,
  )
  const figures = job.fans.length * years
  return `#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
static char M[${layout.bytes + 64}] __attribute__((aligned(64)));
#define D(a) ((double *)(M + (a)))
#define I(a) ((int *)(M + (a)))
#define lo(a, b) ({ double x_ = (a), y_ = (b); x_ < y_ ? x_ : y_; })
#define hi(a, b) ({ double x_ = (a), y_ = (b); x_ > y_ ? x_ : y_; })
static inline double uniform(uint64_t draw, uint32_t k0, uint32_t k1) {
  uint32_t x0 = draw, x1 = draw >> 32, x2 = 0, x3 = 0;
  for (int r = 0; r < 10; r++) {
    uint64_t p0 = (uint64_t)0xd2511f53u * x0, p1 = (uint64_t)0xcd9e8d57u * x2;
    x0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0; x1 = p1; x2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1; x3 = p0;
    k0 += 0x9e3779b9u; k1 += 0xbb67ae85u;
  }
  return ((double)(x0 >> 5) * 67108864 + (x1 >> 6) + 0.5) / 9007199254740992.0;
}
static uint32_t bins[${figures}][8192];
static double count[${figures}], mean[${figures}], squares[${figures}], least[${figures}], most[${figures}];
static uint64_t passed[${Math.max(1, job.targets.length * years)}];
static inline void add(long i, double x) {
  uint64_t bits; memcpy(&bits, &x, 8);
  bins[i][(bits >> 45) & 8191]++;
  double away = x - mean[i]; mean[i] += away / ++count[i]; squares[i] += away * (x - mean[i]);
  if (x < least[i]) least[i] = x;
  if (x > most[i]) most[i] = x;
}
${functions.join('\n')}
static int bad[${width}];
static void batch(uint64_t first) {
${fills.join('\n')}
${calls.join('\n')}
for (long l = 0; l < ${width}; l++) bad[l] = 0;
${conditions.join('\n')}
${tallies.join('\n')}
${passes.join('\n')}
}
int main(void) {
${initial.join('\n')}
  for (uint64_t d = 0; d < 1024; d += ${width}) batch(d);
  memset(count, 0, sizeof count); memset(mean, 0, sizeof mean); memset(squares, 0, sizeof squares);
  struct timespec a, b;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
  for (uint64_t d = 0; d < ${draws}; d += ${width}) batch(d);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
  printf("%.6f %.17g\\n", ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / 1e3 / ${draws}, mean[${years - 1}]);
}
`
}
