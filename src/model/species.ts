import * as z from 'zod'
import { choice, provenance, text } from './field.ts'
import { ratio, unitField } from './quantity-field.ts'

export const gwpSets = ['ar4', 'ar5', 'ar6'] as const
export type GwpSet = (typeof gwpSets)[number]

/** A gas or a pollutant. CO2 is counted in tCO2, all others in t; warming potentials are t CO2e per t over 100 years. */
export const species = z.strictObject({
  name: text({ zh: '名称', en: 'name' }),
  family: choice(['greenhouse', 'pollutant'], { zh: '温室气体或污染物', en: 'greenhouse gas or pollutant' }),
  unit: unitField({ zh: '计量单位', en: 'unit of account' }),
  ar4: ratio({ zh: 'AR4 全球增温潜势', en: 'warming potential, AR4' }).optional(),
  ar5: ratio({ zh: 'AR5 全球增温潜势', en: 'warming potential, AR5' }).optional(),
  ar6: ratio({ zh: 'AR6 全球增温潜势', en: 'warming potential, AR6' }).optional(),
  ...provenance,
})
export type Species = z.output<typeof species>
