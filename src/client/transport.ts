/** Carries one request to a server and brings back its answer: a network, or an engine in this process. */
export type Transport = (request: Request) => Promise<Response>
