import { SPEC_VERSIONS } from './spec-versions.ts'

const NAME = '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$'

const plugin = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { type: 'string', minLength: 1, description: 'Name of the plugin binary in the plugin directory.' },
    capabilities: {
      type: 'object',
      additionalProperties: { type: 'boolean' },
      description: 'What the runtime may pass, for example {"portMappings": true}.',
    },
    ipam: {
      type: 'object',
      properties: { type: { type: 'string', minLength: 1 } },
      description: 'Address plugin and its settings.',
    },
    ipMasq: { type: 'boolean' },
    dns: {
      type: 'object',
      properties: {
        nameservers: { type: 'array', items: { type: 'string' } },
        domain: { type: 'string' },
        search: { type: 'array', items: { type: 'string' } },
        options: { type: 'array', items: { type: 'string' } },
      },
    },
  },
}

const head = {
  cniVersion: {
    type: 'string',
    enum: [...SPEC_VERSIONS],
    description: 'Version of the CNI specification that runtime and every plugin support.',
  },
  name: { type: 'string', pattern: NAME, description: 'Name of the network, unique on a node.' },
}

/** JSON Schema (2020-12) of a CNI conf or conflist, for editors and CI (CNI specification 1.1.0, section 1). */
export const CNI_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'CNI network configuration (conf or conflist)',
  type: 'object',
  required: ['cniVersion', 'name'],
  properties: head,
  oneOf: [
    {
      title: 'conflist',
      required: ['plugins'],
      properties: {
        plugins: { type: 'array', minItems: 1, items: { $ref: '#/$defs/plugin' } },
        cniVersions: {
          type: 'array',
          items: head.cniVersion,
          description: 'From 1.1.0: versions the runtime may choose from.',
        },
        disableCheck: { type: 'boolean', description: 'From 0.4.0: never call CHECK.' },
        disableGC: { type: 'boolean', description: 'From 1.1.0: never call GC.' },
        loadOnlyInlinedPlugins: { type: 'boolean', description: 'From 1.1.0.' },
      },
      not: { required: ['type'] },
    },
    { title: 'conf', allOf: [{ $ref: '#/$defs/plugin' }], not: { required: ['plugins'] } },
  ],
  $defs: { plugin },
}
