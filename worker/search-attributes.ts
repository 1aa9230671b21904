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
