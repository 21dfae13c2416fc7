/** Where the lines stand, as `parsePath` reads it. */
export const airflowPath = 'dag_id=sales/run_id=manual__2026-11-21T00:26:55+00:00/task_id=extract/attempt=1.log';

/** Lines as a task of Airflow 3 writes them, and every eighth as Airflow 2 does. */
export function airflowLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2026, 10, 21) + index).toISOString().replace('Z', '');
    const level = ['info', 'info', 'info', 'debug', 'warning', 'error'][index % 6] ?? 'info';
    const event = `row ${index} of the table was read, ${(index * 7919) % 104_729} bytes`;
    if (index % 8 === 7) return `[${time}+0000] {extract.py:${index % 90}} ${level.toUpperCase()} - ${event}`;
    return JSON.stringify({ timestamp: `${time}123Z`, level, event, logger: 'task.stdout', lineno: index % 90 });
  });
}
