import * as z from 'zod'
import { atomic, choice, line, provenance, text, word } from './field.ts'
import type { Tree } from './tree.ts'

/** What every target has, whatever its rule; the rest is in the rule's own shape (analysis/targets). */
export const targetBase = {
  rule: word({ zh: '判定规则', en: 'rule' }),
  name: text({ zh: '名称', en: 'name' }).optional(),
  severity: choice(['must', 'should'], { zh: '必须或应当', en: 'must or should' }).optional(),
  clause: line({ zh: '文件条款', en: 'clause of the document' }).optional(),
  ...provenance,
}

/** A target before its rule has been looked up: a map whose fields merge one by one. */
export const rawTarget = z.looseObject({ rule: targetBase.rule.optional() })

/** The shape of a target under one rule: what every target has and what the rule asks for. */
export function targetShape(fields: Readonly<Record<string, unknown>>) {
  return z.strictObject({ ...targetBase, ...(fields as Record<string, z.ZodType>) })
}

/** The tree of one field, read later by the shape of the rule. */
export const later = atomic({}, (tree): Tree => tree)
