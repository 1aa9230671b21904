import type { OperatorService } from '@temporalio/client';
import proto from '@temporalio/proto';
import { searchAttributeTypes } from '../domain/names.ts';

const { IndexedValueType } = proto.temporal.api.enums.v1;

const valueTypes = {
  Keyword: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  KeywordList: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
  Datetime: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  Int: IndexedValueType.INDEXED_VALUE_TYPE_INT,
} as const;

/** A search attribute of dondoc, as it should be and as a namespace has it. */
export interface FoundSearchAttribute {
  readonly name: string;
  readonly expected: keyof typeof valueTypes;
  /** Null when it is missing; the server's own name for a type that dondoc has no use for. */
  readonly is: string | null;
}

/** Every search attribute of dondoc beside what the namespace has. */
export async function listSearchAttributes(
  { operatorService }: { readonly operatorService: OperatorService },
  namespace: string,
): Promise<readonly FoundSearchAttribute[]> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  return Object.entries(searchAttributeTypes).map(([name, expected]) => ({
    name,
    expected,
    is: nameType(customAttributes[name]),
  }));
}

function nameType(found: proto.temporal.api.enums.v1.IndexedValueType | undefined): string | null {
  if (found === undefined) return null;
  const known = Object.entries(valueTypes).find(([, type]) => type === found);
  return known?.[0] ?? IndexedValueType[found] ?? String(found);
}

/** Registers dondoc's search attributes in a namespace where they are missing (contract). */
export async function registerSearchAttributes(
  { operatorService }: { readonly operatorService: OperatorService },
  namespace: string,
): Promise<void> {
  const known = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributeTypes).filter(
    ([name]) => known.customAttributes?.[name] === undefined,
  );
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(
    missing.map(([name, type]) => [name, valueTypes[type]]),
  );
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}
