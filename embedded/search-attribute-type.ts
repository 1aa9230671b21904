/** The types a search attribute can be registered with, by the names the command line uses. */
export type SearchAttributeTypeName =
  | 'Text'
  | 'Keyword'
  | 'Int'
  | 'Double'
  | 'Bool'
  | 'Datetime'
  | 'KeywordList';

/** What is to be registered: the attribute's name and its type. */
export type SearchAttributeTypes = Readonly<Record<string, SearchAttributeTypeName>>;
