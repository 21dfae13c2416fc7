import { helmRender, helmTpl } from '../../lib/text/helm-tpl';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(helmTpl, {
  share: 0.8,
  without: /<no value>/,
  spellings: { '{{ .x }}': '{{`{{`}} .x }}', '{{{': '{{`{{`}}{', '}}': '}}' },
  refused: ['a <no value>'],
});

keepsTheLaw(helmRender, {
  share: 0.8,
  without: /<no value>/,
  spellings: { '{{ .x }}': '{{ .x }}' },
  refused: ['<no value>'],
});
