import { checkAirflow, checkKubernetes } from '../../../lib/patterns/airflow/airflow-version';

describe('checkAirflow', () => {
  test.each([
    'apache/airflow:2.8.2',
    'apache/airflow:3.2.2-python3.12',
    'apache/airflow:slim-2.10.0',
    'registry:5000/airflow:2.11.0-mine',
    `apache/airflow:3.0.0@sha256:${'0'.repeat(64)}`,
  ])('takes %s', (image) => {
    expect(() => checkAirflow(image)).not.toThrow();
  });

  test.each(['apache/airflow:2.8.1', 'apache/airflow:2.8.1-python3.11', 'apache/airflow:1.10.15', 'airflow:2.7.9'])(
    'refuses %s, and says what is left',
    (image) => {
      expect(() => checkAirflow(image)).toThrow(
        /'baseImage' must be Airflow 2.8.2 or later, got .*never ends; use that or later, or collect on the node instead, with an agent there, which/,
      );
    },
  );

  test.each([
    'mine/airflow:latest',
    'mine/airflow:2024-11-02',
    'mine/airflow:2.8',
    `mine/airflow@sha256:${'0'.repeat(64)}`,
  ])('asks for the version of %s', (image) => {
    expect(() => checkAirflow(image)).toThrow(/say the version with 'airflowVersion'/);
    expect(() => checkAirflow(image, '2.9.0')).not.toThrow();
    expect(() => checkAirflow(image, '2.8.1')).toThrow(/'airflowVersion' must be Airflow 2.8.2 or later, got 2.8.1/);
  });

  test.each(['apache/airflow', 'registry:5000/airflow', 'apache/airflow:', 'a b:3.0.0'])(
    'refuses %s as an image',
    (image) => {
      expect(() => checkAirflow(image, '3.0.0')).toThrow(/'baseImage' must be an image with a tag/);
    },
  );

  test('refuses a version that is none', () => {
    expect(() => checkAirflow('a:3.0.0', 'three')).toThrow(/'airflowVersion' must be a version, got "three"/);
  });
});

describe('checkKubernetes', () => {
  test('takes 1.29 and later', () => {
    for (const version of ['1.29', 'v1.33.2', '1.34.1-eks-1', '2.0'])
      expect(() => checkKubernetes(version)).not.toThrow();
  });

  test('refuses what has no native sidecars', () => {
    expect(() => checkKubernetes('1.28.9')).toThrow(/'kubernetesVersion' must be 1.29 or later, .* got 1.28.9; use/);
    expect(() => checkKubernetes('new')).toThrow(/'kubernetesVersion' must be a version/);
  });
});
