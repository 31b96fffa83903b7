import type { Context } from '../context.ts'

/** Sinks (model.md, Emissions 5): area × rate × what saturation leaves of it; a removal, so the leaf is negative. */
export function sink(cx: Context): void {
  const { g, model } = cx
  for (const [id, land] of model.land) {
    const path = `land.${id}`
    const area = cx.gated(path, land.area.at, cx.curve(land.area, `${path}.area`))
    const terms = [area, cx.curve(land.rate, `${path}.rate`)]
    if (land.saturation) terms.push(cx.curve(land.saturation, `${path}.saturation`))
    cx.leaves.push({
      kind: 'emission',
      actor: id,
      sector: land.sector.id,
      commodity: '',
      species: 'co2',
      scope: 'sink',
      given: false,
      method: 'sink',
      basis: area,
      node: g.negate(g.product(terms)),
    })
  }
}
