/** Decides from a history of writes and a read-back whether anything was lost. Pure, no I/O. */
export { cellsOfLine, cellsOfPoint } from './history/cells.ts'
export { checkHistory, type HistoryReport } from './history/check-history.ts'
export type { Cell, History, Operation, OutcomeClass, Reading } from './history/history-model.ts'
export type { KeyFinding, KeyVerdict } from './history/verdict.ts'
