import { bucketOf, type Vector } from '../model/features.ts'
import type { Token } from './tokens.ts'

/** Tokens, pairs and triples of neighbours, with the edges of the question; a vector of length one. */
export function wayVector(tokens: readonly Token[]): Vector {
  const texts = ['^', ...tokens.map(t => t.text), '$']
  const features = new Set<number>()
  for (let i = 0; i < texts.length; i++)
    for (let n = 1; n <= 3 && i + n <= texts.length; n++)
      features.add(bucketOf(`a ${texts.slice(i, i + n).join(' ')}`))
  const value = 1 / Math.sqrt(features.size)
  return { buckets: Uint32Array.from(features), values: new Float32Array(features.size).fill(value) }
}
