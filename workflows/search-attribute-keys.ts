import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributeName } from '../domain/names.ts';

/** The typed keys of dondoc's search attributes, for workflows and for whoever starts them. */
export const searchAttributeKeys = {
  DondocPlan: defineSearchAttributeKey('DondocPlan', 'KEYWORD'),
  DondocTask: defineSearchAttributeKey('DondocTask', 'KEYWORD'),
  DondocPeriod: defineSearchAttributeKey('DondocPeriod', 'KEYWORD'),
  DondocLeads: defineSearchAttributeKey('DondocLeads', 'KEYWORD_LIST'),
  DondocStatus: defineSearchAttributeKey('DondocStatus', 'KEYWORD'),
  DondocDeadline: defineSearchAttributeKey('DondocDeadline', 'DATETIME'),
  DondocOverdue: defineSearchAttributeKey('DondocOverdue', 'INT'),
} as const satisfies Record<SearchAttributeName, unknown>;
