// `import Gradscope` is an import of every module of the product GradscopeKit. Each of them can be
// imported by itself too.
@_exported import Charts
@_exported import Datasets
@_exported import Diagnosis
@_exported import Exchange
@_exported import Experiments
@_exported import Files
@_exported import Gzip
@_exported import Instruments
@_exported import Lessons
@_exported import Networks
@_exported import RecordStore
@_exported import Records
@_exported import Reports
@_exported import Safetensors
@_exported import Tensors
@_exported import Texts
@_exported import Theory
