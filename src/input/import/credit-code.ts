/** Characters of a unified social credit code (GB 32100-2015): digits and capital letters without I, O, S, V, Z. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weights of the first seventeen: powers of 3 modulo 31. */
const weights = Array.from({ length: 17 }, (_, i) =>
  [...Array(i)].reduce((power: number) => (power * 3) % 31, 1),
)

/** The check sign of the first seventeen characters (GB 32100-2015, 5.5); undefined where one of them may not stand there. */
export function checkSign(body: string): string | undefined {
  if (body.length < 17) return undefined
  let sum = 0
  for (const [i, weight] of weights.entries()) {
    const value = signs.indexOf(body[i]!)
    if (value < 0) return undefined
    sum += value * weight
  }
  return signs[(31 - (sum % 31)) % 31]
}

/** Whether a text is a credit code with its check sign. */
export function isCreditCode(text: string): boolean {
  return text.length === 18 && checkSign(text) === text[17]
}
