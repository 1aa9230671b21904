import { describe, expect, it } from 'vitest';
import { addMs, buildPlanWorkflowId, buildTaskWorkflowId } from '../../domain/names.ts';

describe('names in the Temporal Web UI', () => {
  it('name a plan, and a task in a period of it', () => {
    expect(buildPlanWorkflowId('dong-thap-2023')).toBe('plan:dong-thap-2023');
    const key = { plan: 'dong-thap-2023', task: '6.3', period: '2023-Q2' };
    expect(buildTaskWorkflowId({ ...key, part: null })).toBe('task:dong-thap-2023/6.3/2023-Q2');
    expect(buildTaskWorkflowId({ ...key, part: 2 })).toBe('task:dong-thap-2023/6.3/2023-Q2/2');
  });
});

describe('addMs', () => {
  it('moves an instant and writes it in UTC', () => {
    expect(addMs('2023-06-14T08:00:00.000+07:00', 1)).toBe('2023-06-14T01:00:00.001Z');
    expect(addMs('2023-06-14T01:00:00.000Z', -1000)).toBe('2023-06-14T00:59:59.000Z');
  });
});
