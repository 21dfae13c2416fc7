import { kubernetesExpansion } from '../../lib/text/kubernetes';
import { keepsTheLaw } from './reader.contract';

keepsTheLaw(kubernetesExpansion, { share: 1, spellings: { '$(X)': '$$(X)', $X: '$$X', plain: 'plain' } });
