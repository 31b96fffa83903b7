import * as z from 'zod'
import { choice, lines } from './field.ts'
import { head, libraryEntries } from './library.ts'
import { plan } from './planning.ts'
import { rawTarget } from './target.ts'

/** A list of counties whose figures are summed and judged: a city, a province. Each county is one scenario, as it stands. */
export const region = () =>
  z.strictObject({
    kind: choice(['region']),
    ...head,
    counties: lines({
      zh: '各县的情景文件，每个县一个',
      en: 'the scenarios of its counties, one a county',
    }),
    sources: libraryEntries.sources,
    plans: z.record(z.string(), plan).optional(),
    targets: z.record(z.string(), rawTarget).optional(),
    expect: z
      .record(z.string(), choice(['met', 'missed'], { zh: '预期判定', en: 'expected verdict' }))
      .optional(),
  })
