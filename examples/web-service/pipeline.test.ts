import { records } from 'cdk8s-logging';
import 'cdk8s-logging/testing';
import { pipeline } from './pipeline';

test('the pipeline does what its examples say', () => {
  expect(pipeline).toHaveNoFindings();
  expect(pipeline).toShipItsExamples();
});

test('what is not JSON is sent too, without a level', () => {
  expect(pipeline).toShip(records(['panic: out of memory']), [{ labels: { app: 'web', level: undefined } }]);
});
