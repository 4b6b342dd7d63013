import { LANGS } from '../../lang.ts'
import { NO_WAYS, type WaysModel } from '../ways/ways.ts'
import { BUCKETS } from './features.ts'

/**
 * What training leaves behind, small enough to load in some milliseconds: typed arrays, 8-bit where
 * 8 bits do. One file: four bytes for the length of a JSON header, the header, the arrays.
 */
export interface Prepared {
  classes: readonly string[]
  /** Inverse document frequency by bucket. */
  idf: Float32Array
  /** BUCKETS rows of one weight a class, each row in units of its `scale`. */
  weights: Int8Array
  scale: Float32Array
  /** The examples that hold a bucket: `holders[starts[b]] ... holders[starts[b + 1] - 1]`, with their weights in 1/255. */
  starts: Uint32Array
  holders: Uint32Array
  holderValues: Uint8Array
  /** Of each example: its class, the field that it comes from (index in FIELDS) and its text. */
  exampleClass: Uint16Array
  exampleField: Uint8Array
  texts: readonly string[]
  /** Evidence for each language by bucket, LANGS.length a row, in 1/16 nats. */
  languages: Int8Array
  /** Every word of the training texts and how many hold it: the others are words that nobody ever used here. */
  vocabulary: ReadonlyMap<string, number>
  ways: WaysModel
}

export const FIELDS = ['name', 'alias', 'acronym', 'handles', 'summary', 'asks', 'negative'] as const

const ARRAYS = {
  idf: Float32Array,
  weights: Int8Array,
  scale: Float32Array,
  starts: Uint32Array,
  holders: Uint32Array,
  holderValues: Uint8Array,
  exampleClass: Uint16Array,
  exampleField: Uint8Array,
  languages: Int8Array,
  waysWeights: Int8Array,
  waysScale: Float32Array,
} as const
type ArrayName = keyof typeof ARRAYS
const ARRAY_NAMES = Object.keys(ARRAYS) as ArrayName[]

/** Raised with the form of the file, and with what is learnt from a text: features, function words, training. */
export const FORMAT = 13

export function writePrepared(prepared: Prepared): Buffer {
  const arrays = { ...prepared, waysWeights: prepared.ways.weights, waysScale: prepared.ways.scale }
  const lengths = Object.fromEntries(ARRAY_NAMES.map(name => [name, arrays[name].length]))
  const header = Buffer.from(
    JSON.stringify({
      format: FORMAT,
      classes: prepared.classes,
      texts: prepared.texts,
      vocabulary: [...prepared.vocabulary],
      wayWords: [...prepared.ways.words],
      lengths,
    }),
  )
  const size = Buffer.alloc(4)
  size.writeUInt32LE(header.length)
  const parts = ARRAY_NAMES.flatMap(name => {
    const { buffer, byteOffset, byteLength } = arrays[name]
    return [Buffer.from(buffer, byteOffset, byteLength), Buffer.alloc(paddingOf(byteLength))]
  })
  return Buffer.concat([size, header, Buffer.alloc(paddingOf(4 + header.length)), ...parts])
}

/** @throws Error where the file is of another format or was cut short */
export function readPrepared(file: Buffer): Prepared {
  const headerLength = file.readUInt32LE(0)
  const header = JSON.parse(file.subarray(4, 4 + headerLength).toString('utf8')) as {
    format: number
    classes: string[]
    texts: string[]
    vocabulary: [string, number][]
    wayWords: string[]
    lengths: Record<ArrayName, number>
  }
  if (header.format !== FORMAT) throw new Error(`a model of format ${header.format}, not ${FORMAT}`)
  let at = 4 + headerLength + paddingOf(4 + headerLength)
  const next = <T>(
    make: { new (b: ArrayBufferLike, o: number, n: number): T; BYTES_PER_ELEMENT: number },
    n: number,
  ): T => {
    const bytes = n * make.BYTES_PER_ELEMENT
    if (at + bytes > file.length) throw new Error('a model that was cut short')
    // A copy: arrays of more than one byte an element must begin at a multiple of it.
    const array = new make(new Uint8Array(file.subarray(at, at + bytes)).buffer, 0, n)
    at += bytes + paddingOf(bytes)
    return array
  }
  const { lengths } = header
  return {
    classes: header.classes,
    texts: header.texts,
    vocabulary: new Map(header.vocabulary),
    idf: next(Float32Array, lengths.idf),
    weights: next(Int8Array, lengths.weights),
    scale: next(Float32Array, lengths.scale),
    starts: next(Uint32Array, lengths.starts),
    holders: next(Uint32Array, lengths.holders),
    holderValues: next(Uint8Array, lengths.holderValues),
    exampleClass: next(Uint16Array, lengths.exampleClass),
    exampleField: next(Uint8Array, lengths.exampleField),
    languages: next(Int8Array, lengths.languages),
    ways: {
      words: new Set(header.wayWords),
      weights: next(Int8Array, lengths.waysWeights),
      scale: next(Float32Array, lengths.waysScale),
    },
  }
}

const paddingOf = (length: number): number => (8 - (length % 8)) % 8

/** A model of nothing, for the time until one is trained: every class is as likely as any other. */
export function emptyPrepared(): Prepared {
  return {
    classes: [],
    texts: [],
    vocabulary: new Map(),
    idf: new Float32Array(BUCKETS).fill(1),
    weights: new Int8Array(0),
    scale: new Float32Array(BUCKETS),
    starts: new Uint32Array(BUCKETS + 1),
    holders: new Uint32Array(0),
    holderValues: new Uint8Array(0),
    exampleClass: new Uint16Array(0),
    exampleField: new Uint8Array(0),
    languages: new Int8Array(BUCKETS * LANGS.length),
    ways: NO_WAYS,
  }
}
