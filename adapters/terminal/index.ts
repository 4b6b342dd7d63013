export { type RenderOptions, renderText } from './render.ts'
