import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../src/root.ts'
import { encodePng, type Pixel } from './png.ts'

/**
 * The icons that Teams asks for: a structure in which one unit is found, drawn on a grid of 32.
 *
 *        [ ]
 *      ___|___
 *     |   |   |
 *    [#] [ ] [ ]
 */
interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom })

const GRID = 32
const STROKE = 1.6
const FOUND = box(3.5, 19.5, 10.5, 25.5)
const UNITS = [box(12.5, 5.5, 19.5, 11.5), FOUND, box(12.5, 19.5, 19.5, 25.5), box(21.5, 19.5, 28.5, 25.5)]
const half = STROKE / 2
const LINES = [
  box(16 - half, 11.5, 16 + half, 19.5),
  box(7 - half, 15.5 - half, 25 + half, 15.5 + half),
  box(7 - half, 15.5, 7 + half, 19.5),
  box(25 - half, 15.5, 25 + half, 19.5),
]

const holds = ({ left, top, right, bottom }: Box, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom
const isFrame = (unit: Box, x: number, y: number): boolean => {
  const inside = box(unit.left + STROKE, unit.top + STROKE, unit.right - STROKE, unit.bottom - STROKE)
  return holds(unit, x, y) && !holds(inside, x, y)
}
const isFound = (x: number, y: number): boolean => holds(FOUND, x, y)
const isDrawn = (x: number, y: number): boolean =>
  isFound(x, y) || LINES.some(line => holds(line, x, y)) || UNITS.some(unit => isFrame(unit, x, y))

/** How much of a pixel a shape covers, 0 to 1, from 64 points in it. */
function coverage(isIn: (x: number, y: number) => boolean, x: number, y: number, scale: number): number {
  const points = Array.from({ length: 8 }, (_point, i) => (i + 0.5) / 8)
  const hits = points.flatMap(dy => points.filter(dx => isIn((x + dx) / scale, (y + dy) / scale)))
  return hits.length / 64
}

/** 32 by 32, white on nothing. */
export function drawOutline(): Buffer {
  return encodePng(GRID, (x, y) => [255, 255, 255, Math.round(255 * coverage(isDrawn, x, y, 1))])
}

const BLUE: Pixel = [0, 51, 160, 255]
const WHITE: Pixel = [255, 255, 255, 255]
const AMBER: Pixel = [255, 184, 28, 255]

/** 192 by 192; Teams cuts the corners, and asks for the symbol within the middle 120. */
export function drawColor(): Buffer {
  const size = 192
  const scale = 120 / GRID
  const offset = (size - 120) / 2
  return encodePng(size, (x, y) => {
    const drawn = coverage(isDrawn, x - offset, y - offset, scale)
    const found = coverage(isFound, x - offset, y - offset, scale)
    return mix(mix(BLUE, WHITE, drawn), AMBER, found)
  })
}

const mix = (under: Pixel, over: Pixel, share: number): Pixel => {
  const at = (i: 0 | 1 | 2): number => Math.round(under[i] * (1 - share) + over[i] * share)
  return [at(0), at(1), at(2), 255]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(ROOT, 'manifests', 'teams', 'color.png'), drawColor())
  writeFileSync(join(ROOT, 'manifests', 'teams', 'outline.png'), drawOutline())
}
