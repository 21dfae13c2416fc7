//! A function of the library, changed.

use vrl::prelude::*;

pub type Compile = fn(&dyn Function, &TypeState, &mut FunctionCompileContext, ArgumentList) -> Compiled;

/// A function as another age has it, or another machine.
#[derive(Debug)]
pub struct Fitted {
    pub function: Box<dyn Function>,
    pub parameters: &'static [Parameter],
    pub compile: Compile,
}

impl Function for Fitted {
    fn identifier(&self) -> &'static str {
        self.function.identifier()
    }

    fn usage(&self) -> &'static str {
        self.function.usage()
    }

    fn category(&self) -> &'static str {
        self.function.category()
    }

    fn return_kind(&self) -> u16 {
        self.function.return_kind()
    }

    fn pure(&self) -> bool {
        self.function.pure()
    }

    fn examples(&self) -> &'static [Example] {
        &[]
    }

    fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    fn closure(&self) -> Option<closure::Definition> {
        self.function.closure()
    }

    fn compile(&self, state: &TypeState, context: &mut FunctionCompileContext, arguments: ArgumentList) -> Compiled {
        (self.compile)(self.function.as_ref(), state, context, arguments)
    }
}
