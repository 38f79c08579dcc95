import { emptyReply } from './reply.ts'

/** Answers OPTIONS before anything else is looked at: 204 to a browser's preflight, 405 without an Origin. */
export function preflight(request: Request): Response {
  if (!request.headers.get('origin')) return emptyReply(405)
  return emptyReply(204, {
    'access-control-allow-methods': 'POST, GET, OPTIONS, PUT, DELETE, PATCH',
    'access-control-allow-headers': 'Accept, Content-Type, Content-Length, Accept-Encoding, Authorization, User-Agent',
  })
}

/** Lets the page of whatever origin read the answer, as the server does. */
export function allowCrossOrigin(request: Request, response: Response): void {
  const origin = request.headers.get('origin')
  if (origin) response.headers.set('access-control-allow-origin', origin)
}
