import { type Diagnose, recording } from '../diagnostics/diagnostic.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Effective } from '../model/documents.ts'
import type { Reference } from '../model/field.ts'
import type { Target } from '../model/model.ts'
import { targetShape } from '../model/target.ts'
import type { MapTree } from '../model/tree.ts'
import { bind } from './bind.ts'
import { idsOf } from './sections.ts'
import type { Vocabulary } from './vocabulary.ts'

export function readTargets(
  tree: MapTree,
  bound: Effective,
  vocabulary: Vocabulary,
  say: Diagnose,
): readonly Target[] {
  const map = tree.entries.get('targets')?.value
  if (map?.kind !== 'map') return []
  const names = vocabulary.rules.map((rule) => rule.rule)
  const targets: Target[] = []
  const library = idsOf(tree, 'processes')
  for (const [id, entry] of [...map.entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry.value.kind !== 'map') continue
    const ruleTree = entry.value.entries.get('rule')?.value
    if (!ruleTree) {
      say('E0202', entry.value.at, { key: 'rule' })
      continue
    }
    const rule = vocabulary.rules.find(
      (candidate) => ruleTree.kind === 'scalar' && candidate.rule === ruleTree.text,
    )
    if (!rule) {
      const found = ruleTree.kind === 'scalar' ? ruleTree.text : ruleTree.kind
      say('E0211', ruleTree.at, { found, expected: names.join(', '), nearest: nearest(found, names) ?? '' })
      continue
    }
    const fields = fieldsOf(entry.value, rule, say)
    if (!fields) continue
    const processes = (fields as { processes?: readonly Reference[] }).processes ?? []
    for (const { id: process, at } of processes)
      if (!library.includes(process))
        say('E0301', at, { id: process, what: 'process', nearest: nearest(process, library) ?? '' })
    targets.push({
      id,
      at: ruleTree.at,
      rule: rule.rule,
      name: fields.name ?? rule.name,
      severity: fields.severity ?? 'must',
      expected: bound.expect?.[id] ?? 'met',
      fields: fields as Readonly<Record<string, unknown>>,
      ...(fields.clause ? { clause: fields.clause } : {}),
      ...(fields.source ? { source: fields.source } : {}),
    })
  }
  return targets
}

type Rule = Vocabulary['rules'][number]

type Fields = ReturnType<typeof bind<ReturnType<typeof targetShape>>>

/** Targets that were read before, by their tree: scenarios of a county mostly share them (laid.ts). Only what raised no word. */
const readBefore = new WeakMap<MapTree, { readonly rule: Rule; readonly fields: Fields }>()

function fieldsOf(tree: MapTree, rule: Rule, say: Diagnose): Fields {
  const known = readBefore.get(tree)
  if (known?.rule === rule) return known.fields
  const heard = recording(say)
  const fields = bind(tree, targetShape(rule.shape), heard.say)
  if (heard.silent) readBefore.set(tree, { rule, fields })
  return fields
}
