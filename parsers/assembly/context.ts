import type { SourceContext } from '../../src/model/line-window.ts'

/** Context of a source before its first line. */
export function newContext(): SourceContext {
  return {
    section: '',
    describeKind: '',
    describeName: '',
    describeNamespace: '',
    describeNode: '',
    columns: [],
    node: '',
  }
}

/** Literals of the lines that `observe` reads; '\n' first = anchored at a line start. */
export const contextGates: readonly string[] = [
  '\n==> ',
  '\n* ==> ',
  '\nName:  ',
  '\nNamespace:  ',
  '\nNode:  ',
  '\nRoles:  ',
  '\nLAST SEEN',
  '\nNAMESPACE  ',
  '\nLASTSEEN',
  '\nFIRST SEEN',
  '\nFIRSTSEEN',
  '\nLastSeen',
  '\nFirstSeen',
  '\nTIME  ',
  '\nNS  ',
  '\nRunning on machine: ',
]

/** Tells the context of a line that one of `contextGates` let through. Other lines change nothing. */
export function observe(context: SourceContext, line: string): void {
  const text = line.startsWith('* ') ? line.slice(2) : line
  if (text.startsWith('==> ')) observeSection(context, text)
  else if (text.startsWith('Running on machine: ')) context.node = text.slice(20).trim()
  else if (/^(?:LAST ?SEEN|FIRST ?SEEN|NAMESPACE {2}|LastSeen|FirstSeen|TIME {2}|NS {2})/.test(text))
    observeTable(context, text)
  else observeDescribe(context, text)
}

// ==> kubelet <==   ==> coredns [1234] <==   ==> node-7/kubelet.log <==  (tail)
function observeSection(context: SourceContext, text: string): void {
  const name = /^==> (.{1,120}) <==\s*$/.exec(text)?.[1]
  if (name === undefined) return
  context.section = name.includes('/') || name.includes('.log') ? '' : name
  closeBlocks(context)
}

// LAST SEEN   TYPE      REASON                   OBJECT          MESSAGE
function observeTable(context: SourceContext, text: string): void {
  const columns: { name: string; at: number }[] = []
  // LASTSEEN   COUNT   NODE   NS   OBJECT   REASON   MSG    (columns of one's own)
  for (const match of text.matchAll(/\S(?:\S| (?=\S))*/g))
    columns.push({ name: match[0].toUpperCase(), at: match.index })
  if (!columns.some((column) => column.name === 'REASON')) return
  context.columns = columns
  clearObject(context)
}

// Name:         web-0     Namespace:    default    Node:         node-a/10.0.0.5     Roles:  <none>
function observeDescribe(context: SourceContext, text: string): void {
  const field = /^(Name|Namespace|Node|Roles): +(\S*)/.exec(text)
  if (field === null) return
  const [, key = '', value = ''] = field
  if (key === 'Name') {
    closeBlocks(context)
    context.describeName = value
    context.describeKind = ''
  } else if (key === 'Namespace') {
    context.describeNamespace = value
    context.describeKind = 'Pod'
  } else if (key === 'Roles') {
    context.describeKind = 'Node'
    context.describeNode = context.describeName
  } else {
    context.describeNode = value === '<none>' ? '' : (value.split('/')[0] ?? '')
  }
}

function closeBlocks(context: SourceContext): void {
  context.columns = []
  clearObject(context)
}

function clearObject(context: SourceContext): void {
  context.describeKind = ''
  context.describeName = ''
  context.describeNamespace = ''
  context.describeNode = ''
}
