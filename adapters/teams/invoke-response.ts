import type { InvokeResponse } from 'botbuilder'

/** The three answers of learn.microsoft.com, Universal Action Model, "Response format". */
export const cardResponse = (value: object): InvokeResponse =>
  invokeResponse(200, 'application/vnd.microsoft.card.adaptive', value)
export const messageResponse = (value: string): InvokeResponse =>
  invokeResponse(200, 'application/vnd.microsoft.activity.message', value)
export const errorResponse = (code: number, message: string): InvokeResponse =>
  invokeResponse(code, 'application/vnd.microsoft.error', { code: String(code), message })

/** HTTP says that the press was taken; how it went stands in the body. */
const invokeResponse = (statusCode: number, type: string, value: unknown): InvokeResponse => ({
  status: 200,
  body: { statusCode, type, value },
})
