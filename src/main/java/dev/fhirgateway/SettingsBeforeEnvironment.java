package dev.fhirgateway;

import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Makes routes see the settings as they were read and checked. By default Camel asks the environment first, so a value
 * that the command line overrules, or a duration as text, would reach a route past our reader.
 */
final class SettingsBeforeEnvironment extends MainListenerSupport {
    @Override
    public void beforeInitialize(BaseMainSupport main) {
        PropertiesComponent properties =
                (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
    }
}
