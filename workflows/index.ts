/** Everything that a worker runs as workflows; the type names are what the Web UI shows. */
export { mailroom } from './mailroom.ts';
export { plan } from './plan.ts';
export { planTask } from './plan-task.ts';
