import { NONE_SIGNALS, SIGNALS } from '../understand/fusion.ts'
import type { Circumstances, Understanding } from '../understand/index.ts'
import type { ReadWay } from '../understand/ways/read.ts'

const SHOWN = 6

/** Why this answer: language, words, each signal's vote with the words that drove it, and the fused score. */
export function explain(
  understanding: Understanding,
  text: string,
  circumstances: Circumstances,
): { lines: string[]; data: Record<string, unknown> } {
  const { query, trace } = understanding.understand(text, circumstances)
  const candidates = (trace.ranking?.candidates ?? []).slice(0, SHOWN)
  const number = (value: number): string => value.toFixed(2).padStart(11)
  const lines = [
    `language  ${query.lang} (${trace.detected.lang} ahead by ${trace.detected.margin.toFixed(1)} nats)`,
    `words     ${trace.words.join(' ')}`,
    `intent    ${query.intent}${trace.asked ? `, subject "${trace.asked.rest}"` : ''}`,
    ...(trace.way ? [wayLine(trace.way)] : []),
    ...(candidates.length === 0
      ? []
      : [
          '',
          `${'probability'.padEnd(12)}${'entity'.padEnd(42)}${SIGNALS.map(s => s.padStart(11)).join('')}`,
          ...candidates.map(
            c =>
              `${c.probability.toFixed(3).padEnd(12)}${c.id.padEnd(42)}${SIGNALS.map(s => number(c.signals[s])).join('')}  ${c.why.field} "${c.why.phrase}"`,
          ),
          `${query.none.toFixed(3).padEnd(12)}none of ours`,
          ...NONE_SIGNALS.map(
            s => `${' '.repeat(12)}${s.padEnd(14)}${number(trace.ranking?.noneSignals[s] ?? 0)}`,
          ),
        ]),
  ]
  return {
    lines,
    data: {
      language: trace.detected,
      words: trace.words,
      intent: query.intent,
      subject: trace.asked?.rest,
      way: trace.way && { way: trace.way.way, probability: trace.way.probability },
      candidates,
      none: { probability: query.none, signals: trace.ranking?.noneSignals },
    },
  }
}

const wayLine = ({ way, probability, tokens }: ReadWay): string =>
  `way       ${way} ${probability.toFixed(2)} by "${tokens.map(token => token.text).join(' ')}"`
